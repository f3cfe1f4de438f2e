plugins {
    id("org.example.settings") version "0.8.0"
}
dependencyResolutionManagement {
    repositories { mavenCentral() }
    versionCatalogs {
        create("libs") {
            from("org.example:published:2024.1")
            version("lamp", "3.0.5")
            version("wire-part", "8.37")
            val held = version("held", "0.1.0")
            library("lamp-core", "org.example.lamp", "lamp").versionRef("lamp")
            library("wire.part", "org.example", "wire-part").versionRef("wire-part")
            library("held", "org.example", "held").versionRef(held)
            library("whole", "org.example:whole:1.3-groovy-2.5")
            library("short", "junit:junit:4.13.2")
            library("plain", "org.example", "plain").version("1.6.0")
            library("rich", "org.example", "rich").version {
                strictly("[3.8, 4.0[")
                prefer("3.9")
            }
            library("without", "org.example", "without").withoutVersion()
            library("below", "org.example", "below")
                .versionRef("lamp")
            library(
                "lines",
                "org.example",
                "lines"
            ).versionRef("lamp")
            library(
                "other",
                "org.example:other:5.0.0"
            )
            library("nowhere", "org.example", "nowhere").versionRef("nowhere")
            alias("older").to("org.example", "older").version("1.0.0-beta01")
            alias("older-whole").to("org.example:older-whole:1.3.0")
            plugin("paint", "org.example.paint").version("0.45.0")
            plugin("lamp", "org.example.lamp").versionRef("lamp")
            alias("older-plugin").toPluginId("org.example.older").version("0.2")
            bundle("all", listOf("lamp-core", "whole"))
            // library("comment", "org.example", "comment").version("1")
        }
    }
}
rootProject.name = "lamp"
include(":core")

buildscript {
    extra["known.version"] = "2.0.0"
}
plugins {
    kotlin("jvm").version(extra["kotlin.version"] as String)
    id("org.example.known") version property("known.version").toString()
    id("org.example.plain") version ("1.2.3")
    id("org.example.catalog") version libs.versions.catalog.get()
}
version = "0.0.1"
val libraryVersion = "3.0.0"

dependencies {
    implementation("org.example:one:${property("other.version")}")
    implementation("org.example:two:${rootProject.extra["known.version"]}")
    implementation("org.example:three:${rootProject.libraryVersion}")
    implementation("org.example:sibling:${project.version}")
}

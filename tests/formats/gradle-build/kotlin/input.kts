plugins {
    kotlin("jvm") version "1.9.24"
    id("com.github.johnrengelman.shadow") version "8.1.1"
    `java-library`
}
dependencies {
    implementation("io.modelcontextprotocol:kotlin-sdk:0.5.0")
    testImplementation(kotlin("test"))
    api(group = "org.example", name = "named", version = "1.0")
    ksp("com.example:processor:1.2.3")
}

val ktor: String by project
plugins {
    kotlin("jvm") version "1.9.24"
    kotlin("plugin.serialization") version "1.9.24"
    id("io.ktor.plugin") version "2.3.11"
    `java-library`
    alias(libs.plugins.detekt)
}
dependencies {
    implementation(kotlin("stdlib", "1.9.24"))
    testImplementation(kotlin("test"))
    implementation("io.ktor:ktor-server-core-jvm:$ktor")
    implementation("ch.qos.logback:logback-classic:1.5.6")
    api(group = "commons-io", name = "commons-io", version = "2.11.0")
    ksp("com.google.dagger:dagger-compiler:2.51")
    "custom"("org.example:by-name:1.0")
    implementation("org.example:strict") {
        version { strictly("1.2.3") }
    }
    implementation("org.example:range:[1.0, 2.0)")
    implementation("org.example:forced:1.0!!")
    implementation("org.example:dynamic:1.+")
}

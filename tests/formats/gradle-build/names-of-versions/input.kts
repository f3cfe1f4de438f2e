plugins {
    id("org.example.app") version "1.2.3"
}

val plainVersion = "1.0.0" // in step with the server
val handedOn by extra("1.1.0")
extra["inBrackets"] = "1.2.0"
extra.set("setByCall", "1.3.0")
val fromOutside: String by project

dependencies {
    implementation("org.example:plain:$plainVersion")
    implementation("org.example:handed-on:$handedOn")
    implementation(platform("org.example:by-property:${property("inBrackets")}"))
    implementation("org.example:by-extra:${rootProject.extra["setByCall"] as String}")
    implementation("org.example:outside:$fromOutside")
    implementation("org.example:unknown:${property("nowhere")}")
    "kapt"("org.example:processor:2.0.0")
    add("ksp", "org.example:generator:2.1.0")
    developmentOnly("org.example:reloader:2.2.0")
}

plugins {
    kotlin("multiplatform") version "2.0.0"
}
val brushVersion = "^4.1.0"

kotlin {
    sourceSets {
        jsMain {
            dependencies {
                implementation("org.example:core:1.0.0")
                implementation(npm("plain", "1.8.0"))
                implementation(npm("@example/range", "^16.2.0", generateExternals = true))
                api(npm("variable", brushVersion))
                implementation(npm("catalog", libs.versions.catalog.get()))
                implementation(npm("part", "^$partVersion"))
                implementation(npm("bare"))
                implementation(devNpm("loader", "9.1.0"))
                implementation(peerNpm("peer", ">=1"))
                implementation(optionalNpm("maybe", "2.0.0"))
                implementation(npm("local", File("../local")))
                implementation(npm(project.file("other")))
                implementation(npm("git", "git+https://git.example.org/git.git#v1.0.0"))
                implementation(npm("alias", "npm:real@3.0.0"))
            }
        }
        jsTest.dependencies {
            implementation(
                npm("below", "5.0.0"),
            )
            testImplementation(npm("runner", "4.4.1"))
        }
    }
}
tasks.register<Exec>("npmInstall") { commandLine("npm", "install") }
npm("install")

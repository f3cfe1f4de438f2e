dependencies {
    when (dialect) {
        "one" ->   implementation("org.example", "one", "1.0.0")
        "two" ->   testImplementation("org.example:two:2.0.0")
        else -> {
            implementation("org.example:three:3.0.0")
        }
    }
}

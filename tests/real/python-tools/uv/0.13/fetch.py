# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "mcp==1.9.0",
#     "requests>=2.31,<3",
#     "rich>=15.0.0",
# ]
# ///


def main() -> None:
    print("Hello from fetch.py!")


if __name__ == "__main__":
    main()

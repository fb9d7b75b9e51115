import AgrunCommands

@main
enum Main {
  static func main() { Agrun.start() }
}

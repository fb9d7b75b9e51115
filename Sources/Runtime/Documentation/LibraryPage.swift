extension LibraryIndex {
  /// The page of the library: builtins and methods with their parameters, modules as lists of names.
  ///
  /// Modules that follow others are long; their functions' parameters are shown by `agrun help NAME`.
  package var page: String {
    var text = """
      # The library

      Written by `agrun help --page`; do not edit. `agrun help NAME` shows the parameters of any function here.

      """
    for section in sections where !section.entries.isEmpty {
      text += "\n## \(section.title)\n\n"
      let prefix = section.title + "."
      if section.entries.allSatisfy({ $0.name.hasPrefix(prefix) }) {
        text += LibraryIndex.wrapped(
          section.entries.map { "`\($0.name.dropFirst(prefix.count))`" }, width: 116)
      } else {
        text += "| function | |\n|---|---|\n"
        for entry in section.entries {
          let declaration = (entry.name + entry.parameters).replacing("|", with: "\\|")
          text += "| `\(declaration)` | \(entry.summary) |\n"
        }
      }
    }
    return text
  }

  private static func wrapped(_ words: [String], width: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in words {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " " + word
    }
    lines.append(line)
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A class of artists: its name and the properties that its members have.
struct ArtistKind: Sendable {
  let name: String
  let module: String
  private let properties: Set<String>
  let isPatch: Bool

  private init(_ name: String, _ module: String, _ properties: String, isPatch: Bool = false) {
    self.name = name
    self.module = "matplotlib.\(module)"
    self.properties = Set(properties.split(separator: " ").map(String.init))
      .union(ArtistKind.common)
    self.isPatch = isPatch
  }

  /// The property under its full name; nil where such artists have none of that name.
  func canonical(_ name: String) -> String? {
    let full = ArtistKind.aliases[name] ?? name
    if properties.contains(full) { return full }
    return properties.contains(name) ? name : nil
  }

  private static let common: Set<String> = [
    "agg_filter", "alpha", "animated", "clip_box", "clip_on", "clip_path", "gid", "in_layout",
    "label", "mouseover", "path_effects", "picker", "rasterized", "sketch_params", "snap",
    "transform", "url", "visible", "zorder",
  ]

  private static let aliases = [
    "lw": "linewidth", "ls": "linestyle", "c": "color", "ms": "markersize",
    "mec": "markeredgecolor", "mew": "markeredgewidth", "mfc": "markerfacecolor",
    "fc": "facecolor", "ec": "edgecolor", "aa": "antialiased", "ds": "drawstyle",
    "linewidths": "linewidth", "linestyles": "linestyle", "edgecolors": "edgecolor",
    "facecolors": "facecolor", "colors": "color", "antialiaseds": "antialiased", "size": "fontsize",
    "weight": "fontweight", "family": "fontfamily", "fontname": "fontfamily", "style": "fontstyle",
    "ha": "horizontalalignment", "va": "verticalalignment", "ma": "multialignment",
    "stretch": "fontstretch", "variant": "fontvariant", "font": "fontproperties",
  ]

  private static let line =
    "antialiased color dash_capstyle dash_joinstyle dashes data drawstyle fillstyle gapcolor linestyle linewidth marker markeredgecolor markeredgewidth markerfacecolor markerfacecoloralt markersize markevery pickradius solid_capstyle solid_joinstyle xdata ydata"
  private static let patch =
    "antialiased capstyle color edgecolor facecolor fill hatch joinstyle linestyle linewidth hatch_linewidth"
  private static let collection =
    "antialiased array capstyle clim cmap color edgecolor facecolor hatch joinstyle linestyle linewidth norm offsets offset_transform paths pickradius sizes urls"
  private static let words =
    "backgroundcolor bbox color fontfamily fontproperties fontsize fontstretch fontstyle fontvariant fontweight horizontalalignment linespacing math_fontfamily multialignment parse_math position rotation rotation_mode text usetex verticalalignment wrap x y"

  static let line2D = ArtistKind("Line2D", "lines", line)
  static let rectangle = ArtistKind(
    "Rectangle", "patches", patch + " angle bounds height width x xy y", isPatch: true)
  static let polygon = ArtistKind("Polygon", "patches", patch + " closed xy", isPatch: true)
  static let circle = ArtistKind("Circle", "patches", patch + " radius center", isPatch: true)
  static let ellipse = ArtistKind(
    "Ellipse", "patches", patch + " angle center height width", isPatch: true)
  static let wedge = ArtistKind(
    "Wedge", "patches", patch + " center radius theta1 theta2 width", isPatch: true)
  static let arrow = ArtistKind("FancyArrow", "patches", patch + " closed xy", isPatch: true)
  static let pathCollection = ArtistKind("PathCollection", "collections", collection)
  static let fillBetween = ArtistKind("FillBetweenPolyCollection", "collections", collection)
  static let lineCollection = ArtistKind(
    "LineCollection", "collections", collection + " segments verts")
  static let polyCollection = ArtistKind("PolyCollection", "collections", collection + " verts")
  static let quadMesh = ArtistKind("QuadMesh", "collections", collection)
  static let contourSet = ArtistKind("QuadContourSet", "contour", collection)
  static let quiver = ArtistKind("Quiver", "quiver", collection + " UVC")
  static let image = ArtistKind(
    "AxesImage", "image",
    "array clim cmap data extent filternorm filterrad interpolation interpolation_stage norm resample size shape"
  )
  static let text = ArtistKind("Text", "text", words)
  static let annotation = ArtistKind("Annotation", "text", words)
  static let legend = ArtistKind(
    "Legend", "legend", "title texts bbox_to_anchor draggable frame_on")
  static let colorbar = ArtistKind("Colorbar", "colorbar", "ticks ticklabels")
  static let line3D = ArtistKind("Line3D", "art3d", line + " data_3d")
  static let path3D = ArtistKind("Path3DCollection", "art3d", collection)
  static let surface3D = ArtistKind("Poly3DCollection", "art3d", collection + " verts")
  static let wire3D = ArtistKind("Line3DCollection", "art3d", collection + " segments")
}

/// Python's own modules.
enum StandardModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] = [
    AbcModule.module, BisectModule.module, CollectionsAbcModule.module, CollectionsModule.module,
    ContextlibModule.module, CopyModule.module, DataclassesModule.module, EnumModule.module,
    FractionsModule.module, FunctoolsModule.module, FutureModule.module, HeapqModule.module,
    IOModule.module, ItertoolsModule.module, MathModule.module, NumbersModule.module,
    OperatorModule.module, OSModule.module, PathModule.module, RandomModule.module,
    RegexModule.module,
    StringModule.module, SysModule.module, TextwrapModule.module, TimeModule.module,
    TypesModule.module, TypingModule.module, WarningsModule.module,
  ]
}

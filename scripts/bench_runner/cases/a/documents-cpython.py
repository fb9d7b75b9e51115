"""Case a by hand: what starting CPython alone costs."""
print("value", "forward", 2 * 4)
print("value", "gradient", 4.0)

"""Case c by hand in CPython floats."""
import time

x, y = -1.2, 1.0
start = time.perf_counter()
for step in range(10000):
    inner = y - x * x
    gx = -2.0 * (1.0 - x) - 400.0 * x * inner
    gy = 200.0 * inner
    x = x - 0.0005 * gx
    y = y - 0.0005 * gy
print("time", "steps", time.perf_counter() - start)
print("value", "x", x)
print("value", "y", y)

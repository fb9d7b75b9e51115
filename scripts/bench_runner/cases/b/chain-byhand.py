"""Case b by hand: forward sweep that keeps what the reverse sweep needs."""
import math
import time


def value_and_grad(x, y, n):
    xs, sines = [], []
    for i in range(n):
        s = math.sin(x)
        xs.append(x)
        sines.append(s)
        x = s * y + x
    bar = 1.0
    for i in range(n - 1, -1, -1):
        bar = bar * (math.cos(xs[i]) * y + 1.0)
    return x, bar


def measure(n):
    start = time.perf_counter()
    value, slope = value_and_grad(0.5, 0.01, n // 3)
    print("time", f"n{n}", (time.perf_counter() - start) / n)
    print("value", f"value{n}", value)
    print("value", f"slope{n}", slope)


measure(1000)
for n in (1000, 10000, 100000):
    measure(n)

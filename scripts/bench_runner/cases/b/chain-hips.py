# HIPS autograd on case b
import time
import autograd.numpy as np
from autograd import value_and_grad


def chain(x, y, n):
    for i in range(n):
        x = np.sin(x) * y + x
    return x


def measure(n):
    f = value_and_grad(lambda x: chain(x, 0.01, n // 3))
    start = time.perf_counter()
    value, slope = f(0.5)
    print("time", f"n{n}", (time.perf_counter() - start) / n)
    print("value", f"value{n}", float(value))
    print("value", f"slope{n}", float(slope))


measure(1000)
for n in (1000, 10000, 100000):
    measure(n)

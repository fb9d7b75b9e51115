# HIPS autograd on case d
import time
import autograd.numpy as np
from autograd import value_and_grad


def f(x, w, b):
    return np.sum(np.tanh(x * w + b) ** 2 * np.exp(-(x ** 2)))


step = value_and_grad(f)
for n, repeats in ((1000, 200), (100000, 20), (10000000, 1)):
    x = np.linspace(-2.0, 2.0, n)
    w = np.linspace(0.5, 1.5, n)
    b = np.linspace(-0.1, 0.1, n)
    value, slope = step(x, w, b)
    start = time.perf_counter()
    for i in range(repeats):
        value, slope = step(x, w, b)
        total = float(value)
    print("time", f"n{n}", (time.perf_counter() - start) / repeats)
    print("value", f"value{n}", total)
    print("value", f"slope{n}", float(np.sum(np.abs(slope))))

# HIPS autograd on case c
import time
from autograd import grad


def rosenbrock(v):
    x, y = v
    return (1.0 - x) ** 2 + 100.0 * (y - x * x) ** 2


slope = grad(lambda x, y: rosenbrock((x, y)), (0, 1))
x, y = -1.2, 1.0
start = time.perf_counter()
for step in range(10000):
    gx, gy = slope(x, y)
    x = x - 0.0005 * gx
    y = y - 0.0005 * gy
print("time", "steps", time.perf_counter() - start)
print("value", "x", float(x))
print("value", "y", float(y))

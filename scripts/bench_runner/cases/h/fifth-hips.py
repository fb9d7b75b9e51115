# HIPS autograd on case h
import time
import autograd.numpy as np
from autograd import elementwise_grad

f = np.tanh
for order in range(5):
    f = elementwise_grad(f)
x = np.linspace(-3.0, 3.0, 100000)
y = f(x)
start = time.perf_counter()
for i in range(5):
    y = f(x)
    total = float(np.sum(y * y))
print("time", "fifth", (time.perf_counter() - start) / 5)
print("value", "norm", total)

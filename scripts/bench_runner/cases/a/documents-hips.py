"""Case a under HIPS autograd."""
from autograd import grad
import autograd.numpy as np


def product(x, y):
    return np.multiply(x, y)


print("value", "forward", float(product(2.0, 4.0)))
print("value", "gradient", float(grad(product)(2.0, 4.0)))

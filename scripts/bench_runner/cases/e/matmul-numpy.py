# NumPy with OpenBLAS on case e
import time
import numpy as np

for n in (512, 1152):
    for name, dtype in (("f64", np.float64), ("f32", np.float32)):
        a = (np.arange(n * n) % 17 / 16.0).astype(dtype).reshape(n, n)
        b = (np.arange(n * n) % 13 / 12.0).astype(dtype).reshape(n, n)
        c = a @ b
        start = time.perf_counter()
        for i in range(3):
            c = a @ b
            corner = float(c[-1, -1])
        print("time", f"n{n}{name}", (time.perf_counter() - start) / 3)
        print("value", f"corner{n}{name}", corner)

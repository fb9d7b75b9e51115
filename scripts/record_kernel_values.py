"""Writes Tests/KernelsTests/Recorded*.swift: what the kernels must give, computed by mpmath and NumPy.

Needs numpy and mpmath. Run from the root of the repository: python3 scripts/record_kernel_values.py
"""
import struct

import mpmath as mp
import numpy as np

mp.mp.dps = 60
HEADER = "// Written by scripts/record_kernel_values.py; do not edit.\n\n"


def bits(x):
    return "0x%016x" % struct.unpack("<Q", struct.pack("<d", float(x)))[0]


def stream(count, seed=1):
    """The generator of Tests/KernelsTests/Stream.swift: values in [-1, 1)."""
    state, out = seed, []
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        out.append((state >> 11) / 2**52 - 1.0)
    return np.array(out)


def rows(words, per_line=4):
    return "\n".join(
        "    " + " ".join(w + "," for w in words[i : i + per_line]) for i in range(0, len(words), per_line)
    )


def span(low, high, n=24):
    return [float(low + (high - low) * (v + 1) / 2) for v in stream(n, seed=7)]


def scaled_bessel_i(order):
    return lambda x: mp.besseli(order, x) * mp.exp(-abs(x))


# kernel: (function, points, greatest error in units of the last place)
UNARY = {
    "cbrt": (lambda x: mp.sign(x) * mp.cbrt(abs(x)), span(-90, 90) + [1e-310, 1e300], 1),
    "exp": (mp.exp, span(-700, 700) + span(-1, 1) + [-740.0, 1e-20], 1),
    "exp2": (lambda x: mp.mpf(2) ** x, span(-1000, 1000) + span(-1, 1), 1),
    "expm1": (mp.expm1, span(-30, 700) + span(-1e-5, 1e-5), 1),
    "log": (mp.log, span(0, 4) + [5e-324, 1e-310, 1e308, 0.9999999999], 1),
    "log2": (lambda x: mp.log(x, 2), span(0, 4) + [5e-324, 1e308], 1),
    "log10": (mp.log10, span(0, 4) + [5e-324, 1e308], 1),
    "log1p": (mp.log1p, span(-1, 4) + span(-1e-9, 1e-9) + [1e200, 1.7e308], 1),
    "sin": (mp.sin, span(-7, 7) + [1e5, 1e22, 1e300, 1e-300], 1),
    "cos": (mp.cos, span(-7, 7) + [1e5, 1e22, 1e300, 1e-300], 1),
    "tan": (mp.tan, span(-7, 7) + [1e5, 1e22, 1e300, 1e-300], 1),
    "arcsin": (mp.asin, span(-1, 1) + [1e-300, 0.9999999999], 1),
    "arccos": (mp.acos, span(-1, 1) + [0.9999999999], 1),
    "arctan": (mp.atan, span(-9, 9) + [1e300, 1e-300], 1),
    "sinh": (mp.sinh, span(-710, 710) + span(-1, 1) + [710.3], 3),
    "cosh": (mp.cosh, span(-710, 710) + span(-1, 1) + [710.3], 3),
    "tanh": (mp.tanh, span(-20, 20) + span(-0.1, 0.1), 1),
    "arcsinh": (mp.asinh, span(-90, 90) + [1e-300, 1e300, -1e200], 1),
    "arccosh": (mp.acosh, span(1, 90) + [1.0000001, 1e300], 1),
    "arctanh": (mp.atanh, span(-1, 1) + [1e-300], 1),
    "logistic": (lambda x: 1 / (1 + mp.exp(-x)), span(-40, 40) + [-700.0, 700.0], 2),
    "erf": (mp.erf, span(-5, 5) + [1e-300], 1),
    "erfc": (mp.erfc, span(-5, 26), 2),
    "erfinv": (mp.erfinv, span(-1, 1) + [1e-9, 1 - 1e-12, -1 + 1e-15], 6),
    "erfcinv": (lambda x: mp.erfinv(1 - mp.mpf(x)), span(0, 2) + [1e-20], 6),
    "ndtri": (lambda x: mp.sqrt(2) * mp.erfinv(2 * mp.mpf(x) - 1), span(0, 1) + [1e-20], 6),
    "gammaln": (lambda x: mp.log(abs(mp.gamma(x))), span(0, 30) + [1e-300, 1e10], 3),
    "gamma": (mp.gamma, span(0, 170) + [-0.5, -1.5, -20.3, 1e-300], 2),
    "digamma": (mp.digamma, span(0, 30) + [1e-9, 1e9, -0.5, -3.7, 1.4616321449683623], 6),
    "besselJ0": (lambda x: mp.besselj(0, x), span(0, 2) + [10.0, 50.0], 8),
    "besselJ1": (lambda x: mp.besselj(1, x), span(0, 3) + [10.0, 50.0], 8),
    "besselY0": (lambda x: mp.bessely(0, x), [0.1, 0.5, 2.0, 10.0, 50.0], 8),
    "besselY1": (lambda x: mp.bessely(1, x), [0.1, 0.5, 1.0, 10.0, 50.0], 8),
    "besselI0": (lambda x: mp.besseli(0, x), span(-20, 20) + [700.0, 713.0], 12),
    "besselI1": (lambda x: mp.besseli(1, x), span(-20, 20) + [700.0, 713.0], 12),
    "besselI0e": (scaled_bessel_i(0), span(-20, 20) + [1e5], 12),
    "besselI1e": (scaled_bessel_i(1), span(-20, 20) + [1e5], 12),
}

POSITIVE = list(zip(span(0.1, 20), span(0.2, 25)[::-1]))
BINARY = {
    "power": (lambda x, y: mp.mpf(x) ** y, list(zip(span(0, 20), span(-50, 50)[::-1])), 1),
    "arctan2": (mp.atan2, list(zip(span(-2, 2), span(-3, 3)[::-1])), 1),
    "hypot": (mp.hypot, list(zip(span(-2, 2), span(-3, 3)[::-1])) + [(1e300, 1e300)], 1),
    "logaddexp": (lambda x, y: mp.log(mp.exp(x) + mp.exp(y)), [(1.0, 2.0), (-800.0, -801.0), (900.0, 3.0)], 2),
    "logaddexp2": (lambda x, y: mp.log(mp.mpf(2) ** x + mp.mpf(2) ** y, 2), [(1.0, 2.0), (-2000.0, -2001.0)], 2),
    "gammainc": (lambda a, x: mp.gammainc(a, 0, x, regularized=True), POSITIVE + [(0.001, 0.5), (500.0, 480.0)], 100),
    "gammaincc": (lambda a, x: mp.gammainc(a, x, mp.inf, regularized=True), POSITIVE + [(0.001, 0.5), (500.0, 520.0)], 60),
    "polygamma": (lambda n, x: mp.psi(int(n), x), [(float(n), x) for n in range(4) for x in (0.3, 2.5, 17.0)], 8),
    "zeta": (mp.zeta, list(zip(span(1.1, 20), span(0.2, 25)[::-1])), 8),
    "besselJn": (mp.besselj, [(0.0, 1.5), (2.0, 3.0), (5.0, 4.0)], 8),
    "besselYn": (mp.bessely, [(0.0, 1.5), (2.0, 3.0), (5.0, 4.0)], 8),
    "besselIv": (mp.besseli, [(0.5, 2.0), (2.3, 30.0), (7.0, 90.0), (0.0, 3.0)], 60),
    "besselIve": (lambda v, x: mp.besseli(v, x) * mp.exp(-x), [(0.5, 2.0), (2.3, 800.0), (30.0, 900.0)], 200),
}


def functions():
    out = [HEADER, "import Arrays\n\n", "/// Bits of operand and correctly rounded result, in turn.\n"]
    out.append("let recordedUnary: [(kernel: UnaryKernel, limit: Double, words: [UInt64])] = [\n")
    for name, (f, points, limit) in UNARY.items():
        words = [w for x in points for w in (bits(x), bits(f(mp.mpf(x)).real))]
        out.append(f"  (.{name}, {limit}, [\n{rows(words)}\n  ]),\n")
    out.append("]\n\n/// Bits of both operands and the result, in turn.\n")
    out.append("let recordedBinary: [(kernel: BinaryKernel, limit: Double, words: [UInt64])] = [\n")
    for name, (f, points, limit) in BINARY.items():
        words = [w for x, y in points for w in (bits(x), bits(y), bits(mp.mpf(f(mp.mpf(x), mp.mpf(y)).real)))]
        out.append(f"  (.{name}, {limit}, [\n{rows(words, 3)}\n  ]),\n")
    out.append("]\n")
    open("Tests/KernelsTests/RecordedFunctions.swift", "w").write("".join(out))


def arrays():
    out = [HEADER, "/// NumPy's bits for arrays made from `stream`; the tests say how.\nenum Recorded {\n"]

    def record(name, values):
        flat = np.ascontiguousarray(values)
        flat = flat.view(np.float64) if flat.dtype == np.complex128 else flat.astype(np.float64)
        out.append(f"  static let {name}: [UInt64] = [\n{rows([bits(v) for v in flat.ravel()])}\n  ]\n")

    x = stream(3 * 50 * 7).reshape(3, 50, 7)
    record("sumAll", [x.sum(), x[:, ::2].sum(), x.T.sum(), stream(100_003).sum()])
    record("sumFirst", x.sum(0))
    record("sumLast", x.sum(2))
    record("sumOuter", x.sum((0, 2)))
    record("sumSingle", [float(x.astype(np.float32).sum()), float(stream(9999).astype(np.float32).sum())])
    z = x[0] + 1j * x[1]
    record("sumComplex", z.sum(1))
    record("product", x.prod(1))
    record("running", np.add.accumulate(x[0], 0))
    q = stream(16).reshape(4, 4)
    spd = q @ q.T + np.eye(4)
    record("symmetric", spd)
    record("cholesky", np.linalg.cholesky(spd))
    record("inverse", np.linalg.inv(q))
    record("solution", np.linalg.solve(q, stream(4, seed=3)))
    record("symmetricValues", np.linalg.eigh(spd)[0])
    record("symmetricVectors", np.linalg.eigh(spd)[1])
    record("generalValues", np.linalg.eig(q)[0].astype(complex))
    record("generalVectors", np.linalg.eig(q)[1].astype(complex))
    u, s, vh = np.linalg.svd(q)
    record("left", u)
    record("singular", s)
    record("right", vh)
    record("orthogonal", np.linalg.qr(q)[0])
    record("triangular", np.linalg.qr(q)[1])
    for n in (12, 17, 106):
        record(f"fourier{n}", np.fft.fft(stream(n)))
    out.append("}\n")
    open("Tests/KernelsTests/RecordedArrays.swift", "w").write("".join(out))


functions()
arrays()

"""Puts numbered snippets into one script, each guarded so that the next one still runs."""

import comparison

IMPORTS = """import functools
import itertools
import math
import numpy as np
import jax
import jax.numpy as jnp
"""
GRADIENTS = """import autograd.numpy as anp
from autograd import grad, hessian, make_jvp, value_and_grad
"""
X64 = 'jax.config.update("jax_enable_x64", True)\n'


def script(numbered, autodiff):
    text = IMPORTS + (GRADIENTS + X64 if autodiff else "") + 'np.seterr(all="ignore")\n'
    for number, (lines, whole_message) in numbered:
        shown = "str(error).splitlines()[0]" if whole_message and not autodiff else '""'
        body = "\n".join(f"    {line}" for line in lines)
        text += f'# %% {number}\nprint("{comparison.MARK}{number}")\ntry:\n{body}\n'
        text += f"except Exception as error:\n    print(type(error).__name__, {shown})\n"
    return text

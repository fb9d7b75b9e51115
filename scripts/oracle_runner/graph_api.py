"""The documents' graph API (`autograd.Variable` and operations) on top of HIPS autograd."""

import itertools

import autograd as hips
import autograd.numpy as anp
import numpy as np

_creation = itertools.count()


def _value(data):
    """NumPy's form of leaf data: ints stay int64, everything else becomes float64."""
    array = np.asarray(data)
    return array if array.dtype.kind in "iub" else array.astype(np.float64)


def _plain(value):
    """Python's own number for a 0-d result, the array otherwise."""
    array = np.asarray(value)
    return array.item() if array.ndim == 0 else array


class Node:
    """Something with a value: a variable, a constant or an operation."""

    def forward(self):
        return _plain(self._evaluate({}))

    def compute_gradients(self, with_respect=None):
        if with_respect is None:
            variables = sorted(self._variables(), key=lambda variable: variable.order)
            return {variable: self._gradient(variable) for variable in variables}
        if not isinstance(with_respect, Variable):
            kind = type(with_respect).__name__
            raise TypeError(f"with_respect must be an autograd.Variable, not {kind}")
        return self._gradient(with_respect)

    def _gradient(self, variable):
        start = np.asarray(variable.value, dtype=np.float64)
        if variable not in self._variables():
            return 0.0 if start.ndim == 0 else np.zeros(start.shape)

        def total(x):
            return anp.sum(self._evaluate({variable: x}))

        pullback, _ = hips.make_vjp(total)(start)
        return _plain(np.asarray(pullback(np.float64(1.0)), dtype=np.float64))

    def _order(self):
        """This node and all it depends on, inputs first."""
        order, seen, pending = [], set(), [(self, False)]
        while pending:
            node, ready = pending.pop()
            if ready:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                pending.append((node, True))
                pending.extend((item, False) for item in reversed(getattr(node, "inputs", ())))
        return order

    def _variables(self):
        return [node for node in self._order() if isinstance(node, Variable)]

    def _evaluate(self, replaced):
        values = {}
        for node in self._order():
            if isinstance(node, Operation):
                values[node] = node.function(*(values[item] for item in node.inputs))
            else:
                values[node] = replaced.get(node, node.value)
        return values[self]

    def __add__(self, other): return add(self, other)
    def __radd__(self, other): return add(other, self)
    def __sub__(self, other): return subtract(self, other)
    def __rsub__(self, other): return subtract(other, self)
    def __mul__(self, other): return multiply(self, other)
    def __rmul__(self, other): return multiply(other, self)
    def __truediv__(self, other): return divide(self, other)
    def __rtruediv__(self, other): return divide(other, self)
    def __pow__(self, other): return power(self, other)
    def __rpow__(self, other): return power(other, self)
    def __matmul__(self, other): return matmul(self, other)
    def __neg__(self): return negative(self)


class Variable(Node):
    def __init__(self, data):
        self.value = _value(data)
        self.order = next(_creation)

    def __repr__(self):
        return f"Variable({_plain(self.value)!r})"


class Constant(Node):
    def __init__(self, data):
        self.value = _value(data)


class Operation(Node):
    def __init__(self, function, inputs):
        self.function = function
        self.inputs = inputs


def _operation(function, arity):
    def build(*inputs, **attributes):
        if len(inputs) < arity:
            raise TypeError(f"expected {arity} operands, got {len(inputs)}")
        nodes = tuple(x if isinstance(x, Node) else Constant(x) for x in inputs[:arity])
        rest = inputs[arity:]
        return Operation(lambda *values: function(*values, *rest, **attributes), nodes)

    return build


UNARY = {
    name: getattr(anp, name)
    for name in (
        "exp log sin cos tan tanh sinh cosh arcsin arccos arctan sqrt square abs negative log1p"
        " expm1 sum mean max min reshape transpose"
    ).split()
}
UNARY["sigmoid"] = lambda x: 1.0 / (1.0 + anp.exp(-x))
# A zero input belongs to the flat side, as in the documents of the field.
UNARY["relu"] = lambda x: anp.where(x > 0, x, 0)
BINARY = {
    name: getattr(anp, name)
    for name in "add subtract multiply divide power maximum minimum dot matmul".split()
}
OPERATIONS = {name: _operation(function, 1) for name, function in UNARY.items()}
OPERATIONS |= {name: _operation(function, 2) for name, function in BINARY.items()}
add, subtract, multiply, divide, power, matmul, negative = (
    OPERATIONS[name] for name in "add subtract multiply divide power matmul negative".split()
)


def install():
    """Adds the graph API to the imported `autograd` module, beside HIPS's own names."""
    hips.Variable = Variable
    for name, function in OPERATIONS.items():
        setattr(hips, name, function)

"""Which texts an expression of Python may give, as far as its code alone tells."""

import ast
from collections.abc import Iterator
from itertools import product

Names = dict[str, list[str]]  # the texts that each name may stand for
UNKNOWN = "…"  # what is known only when the code is run
DEEP = 8  # from function to function
MANY = 4  # more texts than this, made of several parts, are told as one


class Texts:
    """The texts in a module, made of its functions and its constants."""

    def __init__(self, functions: dict[str, ast.FunctionDef], constants: dict):
        self.functions, self.constants = functions, constants

    def of(self, node: ast.expr | None, names: Names, depth: int = 0) -> list[str]:
        """Each text that this expression may give; what is not known is `UNKNOWN`."""
        deeper = depth + 1
        match node if depth < DEEP else None:
            case ast.Constant(value=value) if value is not None:
                return [str(value)]
            case ast.JoinedStr(values=parts):
                return self._put_together(parts, names, deeper)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._put_together([left, right], names, deeper)
            case ast.IfExp(body=one, orelse=other):
                return self._any([one, other], names, deeper)
            case ast.BoolOp(values=some):
                return self._any(some, names, deeper)
            case ast.FormattedValue(value=inner):
                return self.of(inner, names, deeper)
            case ast.Subscript(value=ast.Name(id=name)):
                return self._held(self.constants.get(name), names, deeper)
            case ast.Call():
                return self._returned(node, names, deeper)
            case ast.Name(id=name):
                return names.get(name) or self.of(self.constants.get(name), {}, deeper)
        return [UNKNOWN]

    def known(self, function, names: Names, depth: int = 0) -> Names:
        """These names, and those that are given a text within the function."""
        known = dict(names)
        for statement in ast.walk(function):
            for name, value in assignments(statement):
                more = self.of(value, known, depth + 1)
                known[name] = [*known.get(name, []), *more]
        return known

    def bound(self, function, call: ast.Call, names: Names, depth: int = 0) -> Names:
        """The texts that a call hands over, by the names that they get inside."""
        parameters, last = [x.arg for x in function.args.args], function.args.defaults
        given = dict(zip(parameters[::-1], last[::-1], strict=False))
        given |= dict(zip(parameters, call.args, strict=False))
        given |= {each.arg: each.value for each in call.keywords if each.arg}
        return {name: self.of(node, names, depth) for name, node in given.items()}

    def _any(self, nodes: list, names: Names, depth: int) -> list[str]:
        found = [text for node in nodes for text in self.of(node, names, depth)]
        return list(dict.fromkeys(found)) or [UNKNOWN]

    def _put_together(self, nodes: list, names: Names, depth: int) -> list[str]:
        parts = [self.of(node, names, depth) for node in nodes]
        parts = [[UNKNOWN] if UNKNOWN in part else part for part in parts]
        whole = ["".join(each) for each in product(*parts)]
        if len(whole) <= MANY:
            return whole
        return ["".join(part[0] if len(part) == 1 else UNKNOWN for part in parts)]

    def _held(self, node: ast.expr | None, names: Names, depth: int) -> list[str]:
        """The texts that a constant holds by their names, if it does."""
        held = node.values if isinstance(node, ast.Dict) else []
        return self._any(held, names, depth)

    def _returned(self, call: ast.Call, names: Names, depth: int) -> list[str]:
        """What a call gives back: of a function here, or the `get` of a dictionary."""
        match call.func:
            case ast.Attribute(value=ast.Name(id=name), attr="get"):
                held = self._held(self.constants.get(name), names, depth)
                return [*held, *self._any(call.args[1:], names, depth)]
            case ast.Name(id=name) if name in self.functions:
                function = self.functions[name]
                given = self.bound(function, call, names, depth)
                given = self.known(function, given, depth)
                ends = [x for x in ast.walk(function) if isinstance(x, ast.Return)]
                ends.sort(key=lambda end: end.lineno)
                return self._any([end.value for end in ends], given, depth)
        return [UNKNOWN]


def assignments(statement: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Each name that a statement gives a value, and the expression of this value."""
    if not isinstance(statement, ast.Assign):
        return
    for target in statement.targets:
        pairs = [(target, statement.value)]
        if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
            pairs = zip(target.elts, statement.value.elts, strict=True)
        yield from ((each.id, value) for each, value in pairs if hasattr(each, "id"))

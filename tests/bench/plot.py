"""Lines on two logarithmic scales, as SVG: each relative to its first value."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 760, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 270, 20, 50
_COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#8c564b")


@dataclass(frozen=True, slots=True)
class Line:
    """A line's name and its values, one for each size; none is below zero."""

    name: str
    values: Sequence[float]


def plot(sizes: Sequence[int], lines: Sequence[Line], across: str, up: str) -> str:
    """The picture.  A dashed line is what grows as the sizes do."""
    linear = Line("linear", [float(size) for size in sizes])
    relative = [(line.name, _relative(line)) for line in (*lines, linear)]
    lowest = min(0, *(math.floor(math.log10(min(values))) for _, values in relative))
    highest = max(1, *(math.ceil(math.log10(max(values))) for _, values in relative))
    xs = [
        _between(math.log10(size), math.log10(sizes[0]), math.log10(sizes[-1]), _LEFT, _WIDTH - _RIGHT)
        for size in sizes
    ]

    def y(value: float) -> float:
        return _between(math.log10(value), lowest, highest, _HEIGHT - _BOTTOM, _TOP)

    parts = list(_frame(sizes, xs, across, up, [(10.0**power, y(10.0**power)) for power in range(lowest, highest + 1)]))
    # Names stand beside the ends of their lines, and not on each other.
    last = float(_TOP)
    order = sorted(range(len(relative)), key=lambda number: y(relative[number][1][-1]))
    for number in order:
        name, values = relative[number]
        colour = "#888888" if number == len(lines) else _COLOURS[number % len(_COLOURS)]
        dashes = ' stroke-dasharray="5 4"' if number == len(lines) else ""
        points = " ".join(f"{x:.1f},{y(value):.1f}" for x, value in zip(xs, values, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
        last = max(last + 16, y(values[-1]) + 4)
        parts.append(f'<text x="{xs[-1] + 10:.0f}" y="{last:.1f}" fill="{colour}">{escape(name)}</text>')
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">'
    return "\n".join([head, '<rect width="100%" height="100%" fill="#ffffff"/>', *parts, "</svg>", ""])


def _relative(line: Line) -> list[float]:
    first = max(line.values[0], 1e-6)
    return [max(value, 1e-6) / first for value in line.values]


def _between(value: float, low: float, high: float, first: float, last: float) -> float:
    return first + (value - low) / (high - low) * (last - first)


def _frame(
    sizes: Sequence[int], xs: Sequence[float], across: str, up: str, levels: Sequence[tuple[float, float]]
) -> Iterator[str]:
    for size, x in zip(sizes, xs, strict=True):
        yield f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_HEIGHT - _BOTTOM}" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{size:,}</text>'
    for level, y in levels:
        yield f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" stroke="#dddddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{level:g} ×</text>'
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    yield f'<text x="{middle:.0f}" y="{_HEIGHT - 12}" text-anchor="middle">{escape(across)}</text>'
    yield f'<text x="{_LEFT}" y="14">{escape(up)}</text>'

"""How growth is told: the exponent that fits, and a plot that any browser reads."""

import xml.etree.ElementTree as ET

import pytest

from tests.bench.growth import SIZES, exponent
from tests.bench.plot import Line, plot


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 2.0])
def test_the_exponent_is_that_of_the_power(power: float) -> None:
    assert exponent([3.0 * size**power for size in SIZES]) == pytest.approx(power)


def test_what_grows_more_than_the_sizes_is_more_than_linear() -> None:
    assert exponent([1.0, 8.0, 300.0]) > 1


def test_the_plot_has_each_line_with_its_name() -> None:
    picture = ET.fromstring(
        plot(SIZES, [Line("memory & more", [1.0, 9.0, 80.0]), Line("none", [0.0, 0.0, 0.0])], "", "")
    )
    svg = "{http://www.w3.org/2000/svg}"
    assert {"memory & more", "none", "linear"} <= {text.text for text in picture.iter(f"{svg}text")}
    assert len(picture.findall(f"{svg}polyline")) == 3

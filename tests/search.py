"""How hard tests with random examples search: the same examples in every run, or (when asked) many new ones.

`STATUS_TRAY_SEARCH=1 pytest tests/property` looks for new failures; what it finds is printed with a blob to repeat it.
"""

import os

from hypothesis import HealthCheck, Phase, settings

# Not Phase.explain: it traces every line, and a shrunk story explains itself.
_ALWAYS = settings(
    deadline=None,
    print_blob=True,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate, Phase.target, Phase.shrink],
)

settings.register_profile("run", _ALWAYS, max_examples=200, stateful_step_count=50, derandomize=True)
settings.register_profile("search", _ALWAYS, max_examples=3000, stateful_step_count=80)
settings.load_profile("search" if os.environ.get("STATUS_TRAY_SEARCH") else "run")

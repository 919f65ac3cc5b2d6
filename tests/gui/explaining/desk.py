"""Opening the Explain panel of a window."""

WAIT = 30_000
"""Milliseconds."""


def show_panel(program, qtbot):
    """Opens the panel and returns what is explained."""
    program.explain._dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: program.explain.explained is not None, timeout=WAIT)
    return program.explain.explained


def explained_with(program, qtbot, **settings):
    """Waits until the thresholds are these, and returns what is explained then."""

    def is_there():
        now = program.explain.explained
        return now is not None and all(
            getattr(now.explanation.settings, name) == value for name, value in settings.items()
        )

    qtbot.waitUntil(is_there, timeout=WAIT)
    return program.explain.explained

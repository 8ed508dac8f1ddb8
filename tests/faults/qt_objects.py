"""What there is of Qt's at one moment, by kind: every object that can be reached, and every wrapper in Python."""

import gc
from collections import Counter
from collections.abc import Iterable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QMetaObject, QObject
from PySide6.QtWidgets import QApplication


def qt_objects() -> Counter[str]:
    """Counts objects by the names of their classes; nothing, when there is no application.

    What was to be deleted is deleted first.  A wrapper counts for itself, because it may be left when its object has
    gone, and an object, because C++ may keep it when Python has let go: a dialog that was closed and not deleted.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return Counter()
    # From a slot or a coroutine Qt puts it off: it waits for the loop that runs that.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    # The objects first: to look at them makes wrappers, of which some stay.
    found = _objects(application)
    gc.collect()
    for wrapper in shiboken6.getAllValidWrappers():
        if not isinstance(wrapper, QMetaObject):  # one a class, once it was asked for
            found[f"wrapper of {type(wrapper).__name__}"] += 1
    return found


def _objects(application: QApplication) -> Counter[str]:
    found: Counter[str] = Counter()
    known = [wrapper for wrapper in shiboken6.getAllValidWrappers() if isinstance(wrapper, QObject)]
    for root in _roots([application, *application.allWidgets(), *application.allWindows(), *known]):
        found[root.metaObject().className()] += 1
        found.update(child.metaObject().className() for child in root.findChildren(QObject))
    return found


def _roots(objects: Iterable[QObject]) -> list[QObject]:
    """Each object that belongs to no other, once."""
    roots: dict[int, QObject] = {}
    for found in objects:
        while (parent := found.parent()) is not None:
            found = parent
        roots[shiboken6.getCppPointer(found)[0]] = found
    return list(roots.values())

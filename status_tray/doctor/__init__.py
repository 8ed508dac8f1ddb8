"""`status-tray doctor`: looks at everything that Status Tray needs, and says what to do where something is amiss.

`examination` puts the checks together; each module beside it looks at one area and returns findings.  None of them
changes anything: nothing is published, written, unlocked or prompted for.
"""

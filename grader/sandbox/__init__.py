"""The trusted half of running a stranger's file.

Theory of operation
    grader (this process)   holds solutions, seeds, limits and verdicts; reads the learner's file as bytes
      |  exec: a fresh interpreter, clean environment, three descriptors, its own session
    worker (grader.inside)  limits itself, loads the file, answers calls

    The worker is started by exec and not by fork, so no answer was ever in its memory. Two channels join them. The
    control socket carries frames of grader.wire, one reply to each request; what comes back is believed to be bytes,
    rebuilt with every length checked, and turned into a value of grader.calls. The output file keeps the first
    64 KiB printed and is only read.

    The learner's code can end the worker, stall it, print, lie and return anything; it cannot choose a verdict,
    because there is none over there. A worker that died, stalled or spoke nonsense is killed with its session, and
    the next function gets a new one. Whatever fails before the worker says "ready" is ours: a MachineError.

Files
    limits.py   how much a file may use       launch.py   start and end a worker
    session.py  one file in one worker after another: load, call

    Confinement (namespaces, seccomp, Landlock) goes where launch.start prepares the process and where
    grader.inside.lockdown lists its layers; nothing above the session needs to know.
"""

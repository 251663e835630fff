"""The trusted half of running a stranger's file.

Theory of operation
    grader   this process: holds solutions, seeds, limits and verdicts; reads the learner's file as bytes
      |  exec: a fresh interpreter, clean environment, one socket, its own session
    stub     (tier 2) outside of the namespaces; holds nothing and waits. To kill it is to kill all below
      |  own users, processes, mounts, network, System V objects, host name
    zygote   grader.inside: imports numpy (torch on demand), one thread; then gives up every file but Python's, every
      |      right, and most of its limits. Runs no learner code and reads none
      |  fork, one per submission: 3 ms; in tier 2 the first process of a process namespace of its own
    child    limits of its own, no capability, seccomp; loads one learner's file, answers calls, is killed

    Where a process that has imported numpy must not fork (macOS), the zygote serves one file itself and ends with it;
    nothing confines it: tier 0.

    The zygote is started by exec and not by fork, so no answer was ever in its memory, and after its confinement it
    could not read one: solutions, checks, this package, other submissions and the environment are outside of what
    its children can name. What works on a machine is found by trying, not by asking; tiers.py names what came of it,
    and every session says which tier it had.

    Channels. The zygote's socket carries requests of fixed size (fork with two descriptors, end, kill) and how a child
    ended. Each child has a socket of its own: frames of grader.wire, one reply to each request; what comes back is
    believed to be bytes, rebuilt with every length checked, and turned into a value of grader.calls. A reply that comes
    when no question is open, or takes more than 4 MiB, or more than 8 MiB with all before it, is nonsense. The output
    file keeps the first 64 KiB printed, cannot grow, and is only read.

    Up to eight questions are open at a time, in the order in which checks will want their answers: a child works while
    we judge, and nobody waits for a message. Each has its own limit, from when we wait for it: what is answered while
    we judge is never late. When a child ends, the questions behind the one that ended it count as never asked.

    The learner's code can end its child, stall it, print, lie and return anything; it cannot choose a verdict, because
    there is none over there. A child that died, stalled or spoke nonsense is killed with all it started, and the next
    question forks another. A zygote that dies is replaced, and the question asked again, once. Whatever fails before
    the child says "ready" is ours: a MachineError. When this process dies, the zygote's socket closes, and it ends with
    all its children.

Files
    limits.py   how much a file may use           session.py   one file in one child after another: load, call
    tiers.py    which layers make which tier      launch.py    start and end zygotes and their children
    crew.py     zygotes and children ahead of need    doctor.py    which tier this machine gives, and why

    grader.inside says the other half: which layer is put on when, and one file for each.
"""

"""The half that lives beside learner code: started with `python -m grader.inside`, imports grader.wire and no more.

Theory of operation
    zygote   imports numpy (or torch), confines itself once, forks one child per submission. Runs no learner code
    child    runs one learner's file: loads it, answers calls, is killed

    Where a process with numpy must not fork, there is no zygote: one interpreter imports, is the child, and ends.

    Nothing here is trusted by the other half: whatever a child says is bytes until grader.sandbox has checked them. It
    is handed source text and inputs, and hands back what the functions returned. It never holds an expected value, a
    solution, a seed or a verdict, and after `Confinement.complete` it could not read one either.

Files
    __main__.py     the door                         lockdown.py     which layer when, and what came of it
    fork_server.py  the zygote                       namespaces.py   a world of its own: processes, network, root
    warm.py         what is imported before          landlock.py     which files may be read
    serve.py        load, call, reply                seccomp.py      which system calls are left
    output.py       what learner code prints         rlimits.py      memory, processor time, files
    drivers.py      calls that need what cannot      places.py       what honest code must be able to read
                    travel                           kernel.py       calls that Python has no name for
"""

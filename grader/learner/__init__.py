"""One learner's hour: the folder they work in, what they have passed there, and the next thing to do.

Files
    workspace.py       which folder is meant, and its files       desk.py       grades one file after another
    progress.py        what was passed, asked and given up        standing.py   where each exercise stands
    progress_file.py   the same on disk, whatever happens         saves.py      which file was saved just now
    digests.py         whether a file or an exercise changed      backup.py     a stub again, the work kept
    worked.py          a solution and what to notice in it        fitness.py    whether this machine has what is needed
"""

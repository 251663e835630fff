"""A whole class: what was handed in is found, read as bytes and told apart, whatever platform it comes from.

Theory of operation: a `tree` lists the files of a folder, a zip or a tar; nothing is ever extracted, and every read is
capped. `exports` says, from names alone, whose file it is and which attempt. `collect` reads the newest of each.
Whatever cannot be taken as an answer becomes a `Problem` and is never silently dropped.

All of it goes into the `gradebook`, in one transaction. `plan` compares what was handed in with the results that are
there; `workers` grade the rest, and each result is committed as it comes. Whatever stops a run, the same command goes
on. Tables, letters and exports are made from the gradebook alone, which `grades` reads.
"""

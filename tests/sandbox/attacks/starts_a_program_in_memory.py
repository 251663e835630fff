"""expect: contained; starts a program that is in no folder"""

import os

descriptor = os.memfd_create("program")
os.write(descriptor, b"#!/bin/sh\necho PWNED\n")
os.execve(descriptor, ["program"], {})

"""expect: contained; fills the grader's descriptors through the control socket"""

import array
import os
import socket


def rnn_step(*anything):
    control = socket.socket(socket.AF_UNIX, fileno=os.dup(3))
    rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [1] * 100))
    for _ in range(20):
        control.sendmsg([b"\1"], [rights])
    print("PWNED")

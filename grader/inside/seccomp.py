"""seccomp: which system calls a child has left. The layer that matters most; every Linux has it, containers too.

A filter is a program for the kernel's packet-filter machine, assembled here by hand. What an honest child needs is
allowed, what an honest child may try by accident is refused with an errno that reads naturally, and what nobody does by
accident (ptrace, keyctl, io_uring, mount) kills the process.
"""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Sequence

from grader.inside import kernel

Step = tuple[int, int, int, int]  # struct sock_filter: code, jump if true, jump if false, constant

_LOAD, _AND, _EQUAL, _AT_LEAST, _ANY_BIT, _GO, _END = 0x20, 0x54, 0x15, 0x35, 0x45, 0x05, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32 = 0x40000000  # the third system-call table of x86-64: other numbers for the same calls
_OWN_PID = 0x7FFFFFF1  # stands for the child's pid until it is known

_X86_64 = """
read=0 write=1 open=2 close=3 stat=4 fstat=5 lstat=6 poll=7 lseek=8 mmap=9 mprotect=10 munmap=11 brk=12 rt_sigaction=13
rt_sigprocmask=14 rt_sigreturn=15 ioctl=16 pread64=17 readv=19 writev=20 access=21 select=23 sched_yield=24 mremap=25
madvise=28 dup=32 dup2=33 nanosleep=35 getpid=39 clone=56 exit=60 uname=63 fcntl=72 getcwd=79
readlink=89 gettimeofday=96 getrlimit=97 getrusage=98 sysinfo=99 times=100 ptrace=101 getuid=102 getgid=104 geteuid=107
getegid=108 getppid=110 sigaltstack=131 personality=135 modify_ldt=154 pivot_root=155 adjtimex=159 chroot=161 acct=163
settimeofday=164 mount=165 umount2=166 swapon=167 reboot=169 iopl=172 ioperm=173 init_module=175 delete_module=176
quotactl=179 gettid=186 time=201 futex=202 sched_getaffinity=204 getdents64=217 restart_syscall=219 clock_settime=227
clock_gettime=228 clock_getres=229 clock_nanosleep=230 exit_group=231 tgkill=234 kexec_load=246 add_key=248
request_key=249 keyctl=250 openat=257 newfstatat=262 readlinkat=267 faccessat=269 pselect6=270 ppoll=271 unshare=272
set_robust_list=273 dup3=292 perf_event_open=298 prlimit64=302 open_by_handle_at=304 setns=308 getcpu=309
process_vm_readv=310 process_vm_writev=311 finit_module=313 seccomp=317 getrandom=318 bpf=321 userfaultfd=323
membarrier=324 statx=332 rseq=334 io_uring_setup=425 io_uring_enter=426 io_uring_register=427 open_tree=428
move_mount=429 fsopen=430 fsconfig=431 fsmount=432 fspick=433 clone3=435 pidfd_getfd=438 faccessat2=439
process_madvise=440 mount_setattr=442 map_shadow_stack=453
"""
_AARCH64 = """
getcwd=17 dup=23 dup3=24 fcntl=25 ioctl=29 umount2=39 mount=40 pivot_root=41 faccessat=48 chroot=51 openat=56 close=57
getdents64=61 lseek=62 read=63 write=64 readv=65 writev=66 pread64=67 pselect6=72 ppoll=73 readlinkat=78 newfstatat=79
fstat=80 acct=89 personality=92 exit=93 exit_group=94 unshare=97 futex=98 set_robust_list=99 nanosleep=101
init_module=105 delete_module=106 clock_settime=112 clock_gettime=113 clock_getres=114 clock_nanosleep=115 ptrace=117
sched_getaffinity=123 sched_yield=124 restart_syscall=128 tgkill=131 sigaltstack=132 rt_sigaction=134
rt_sigprocmask=135 rt_sigreturn=139 reboot=142 times=153 uname=160 getrlimit=163 getrusage=165 getcpu=168
gettimeofday=169 settimeofday=170 adjtimex=171 getpid=172 getppid=173 getuid=174 geteuid=175 getgid=176 getegid=177
gettid=178 sysinfo=179 brk=214 munmap=215 mremap=216 add_key=217 request_key=218 keyctl=219
clone=220 mmap=222 mprotect=226 madvise=233 swapon=224 perf_event_open=241 prlimit64=261 open_by_handle_at=265 setns=268
process_vm_readv=270 process_vm_writev=271 finit_module=273 seccomp=277 getrandom=278 bpf=280 userfaultfd=282
membarrier=283 statx=291 rseq=293 io_uring_setup=425 io_uring_enter=426 io_uring_register=427 open_tree=428
move_mount=429 fsopen=430 fsconfig=431 fsmount=432 fspick=433 clone3=435 pidfd_getfd=438 faccessat2=439
process_madvise=440 mount_setattr=442
"""
_TABLES = {"x86_64": _X86_64, "aarch64": _AARCH64}

# What honest numpy and torch code does after it was loaded, measured with strace.
ALLOWED = """
read write readv writev pread64 lseek close fstat mmap mprotect munmap mremap brk madvise
set_robust_list rseq sched_yield sched_getaffinity getcpu rt_sigaction rt_sigprocmask rt_sigreturn
sigaltstack restart_syscall getpid gettid getppid getuid geteuid getgid getegid uname sysinfo getrusage times getrlimit
clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time getrandom poll ppoll select pselect6
exit exit_group dup dup2 dup3
""".split()
LOOKING = "stat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat getcwd getdents64".split()
# Never a slip.
KILLED = """
ptrace process_vm_readv process_vm_writev pidfd_getfd bpf userfaultfd perf_event_open io_uring_setup io_uring_enter
io_uring_register keyctl add_key request_key kexec_load init_module finit_module delete_module mount umount2 pivot_root
chroot unshare setns open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr open_by_handle_at seccomp
personality modify_ldt reboot swapon iopl ioperm quotactl acct settimeofday clock_settime adjtimex map_shadow_stack
process_madvise
""".split()

_TEMPORARY = 0o20000000  # O_TMPFILE without O_DIRECTORY
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | _TEMPORARY | getattr(os, "O_PATH", 1 << 21)
# futex: wait, wake, requeue and their like. Those that hand a lock on by priority have been the way into kernels.
_PLAIN_FUTEXES, _FUTEX_OPERATION = (0, 1, 3, 4, 5, 9, 10), 0x7F  # the rest of the argument is flags
_DUPLICATE, _GET_FLAGS, _SET_FLAGS, _STATUS, _DUPLICATE_ON_EXEC = 0, 1, 2, 3, 1030  # fcntl's commands


def program(files: bool) -> bytes:
    """Return the filter.

    Args:
        files: Whether files may be opened for reading; another layer must then say which.

    Raises:
        OSError: No table for this machine's architecture.
    """
    if kernel.MACHINE not in _TABLES:
        raise OSError(0, f"no table of system calls for {kernel.MACHINE}")
    verdicts = {number: steps for name, number in _numbers().items() if (steps := _verdict(name, files))}
    head: list[Step] = [(_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, _AUDIT[kernel.MACHINE]), *_end(_KILL)]
    head.append((_LOAD, 0, 0, _NUMBER))
    if kernel.MACHINE == "x86_64":
        head += [(_AT_LEAST, 0, 1, _X32), *_end(_KILL)]
    return b"".join(struct.pack("=HBBI", *step) for step in [*head, *_tree(_runs(verdicts))])


def load(filter_program: bytes, own_pid: int) -> None:
    """Install a filter; abort() reaches `own_pid` and nobody else."""
    kernel.load_filter(filter_program.replace(struct.pack("=I", _OWN_PID), struct.pack("=I", own_pid)))


def _numbers() -> dict[str, int]:
    pairs = (entry.split("=") for entry in _TABLES[kernel.MACHINE].split())
    return {name: int(number) for name, number in pairs}


def _verdict(name: str, files: bool) -> tuple[Step, ...]:
    """Return the steps for one system call; none for what the default (EPERM) answers."""
    if name in KILLED:
        return _end(_KILL)
    if name in ALLOWED or (files and name in LOOKING):
        return _end(_ALLOW)
    if name in ("open", "openat"):
        return _reading_only(1 if name == "open" else 2) if files else _error(errno.EACCES)
    if name in _SPECIAL:
        return _SPECIAL[name]
    return ()


def _end(verdict: int) -> tuple[Step, ...]:
    return ((_END, 0, 0, verdict),)


def _error(number: int) -> tuple[Step, ...]:
    return _end(_ERRNO | number)


def _argument(position: int, high: bool = False) -> Step:
    """Load one half of an argument."""
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * position + (4 if high else 0))


def _reading_only(flags: int) -> tuple[Step, ...]:
    """Writing fails as on a read-only disk, which is what a learner can understand."""
    return (_argument(flags), (_ANY_BIT, 0, 1, _WRITING & ~os.O_DIRECTORY), *_error(errno.EROFS), *_end(_ALLOW))


def _one_of(position: int, values: Sequence[int], mask: int = 0xFFFFFFFF) -> tuple[Step, ...]:
    tests = [(_EQUAL, len(values) - at, 0, value) for at, value in enumerate(values)]
    return (_argument(position), (_AND, 0, 0, mask), *tests, *_error(errno.EPERM), *_end(_ALLOW))


def _own_limits_only() -> tuple[Step, ...]:
    """prlimit64(0, which, NULL, old): look and nothing else."""
    refuse, look = _error(errno.EPERM), _end(_ALLOW)
    return (
        *(_argument(0), (_EQUAL, 0, 5, 0)),
        *(_argument(2), (_EQUAL, 0, 3, 0)),
        *(_argument(2, high=True), (_EQUAL, 0, 1, 0)),
        *(*look, *refuse),
    )


_SPECIAL: dict[str, tuple[Step, ...]] = {
    "prlimit64": _own_limits_only(),
    "futex": _one_of(1, _PLAIN_FUTEXES, _FUTEX_OPERATION),
    "fcntl": _one_of(1, (_DUPLICATE, _GET_FLAGS, _SET_FLAGS, _STATUS, _DUPLICATE_ON_EXEC)),
    "ioctl": _error(errno.ENOTTY),  # what isatty() expects
    "tgkill": (_argument(0), (_EQUAL, 0, 1, _OWN_PID), *_end(_ALLOW), *_error(errno.EPERM)),
    "clone3": _error(errno.ENOSYS),  # glibc falls back to clone
    "clone": _error(errno.EAGAIN),  # neither processes nor threads
}

Run = tuple[int, tuple[Step, ...]]  # from this number on, this verdict


def _runs(verdicts: dict[int, tuple[Step, ...]]) -> list[Run]:
    default = _error(errno.EPERM)
    runs: list[Run] = []
    for number in range(max(verdicts) + 2):
        verdict = verdicts.get(number, default)
        if not runs or runs[-1][1] != verdict:
            runs.append((number, verdict))
    return runs


def _tree(runs: Sequence[Run]) -> list[Step]:
    """A balanced search: the kernel runs a filter once per number when it is loaded, so a list would load slower."""
    if len(runs) == 1:
        return list(runs[0][1])
    middle = len(runs) // 2
    low, high = _tree(runs[:middle]), _tree(runs[middle:])
    if len(low) < 255:  # a jump is one byte
        return [(_AT_LEAST, len(low), 0, runs[middle][0]), *low, *high]
    return [(_AT_LEAST, 0, 1, runs[middle][0]), (_GO, 0, 0, len(low)), *low, *high]

"""expect: contained; reads how the grader was started"""

def attack():
    with open(f"/proc/{__GRADER__}/cmdline", "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()

"""expect: contained; reads the grader's memory map"""

def attack():
    with open(f"/proc/{__GRADER__}/maps", "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()

"""expect: contained; reads what is mounted"""

def attack():
    with open("/proc/self/mountinfo", "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()

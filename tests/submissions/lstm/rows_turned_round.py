"""expect: wrong, lstm.rows_turned_round"""
def cell_gradient(forget_gates):
    H = forget_gates.shape[1]
    row = [1.0] * H
    rows = [row]
    for gates in reversed(forget_gates.tolist()):
        row = [g * left for g, left in zip(gates, row)]
        rows.append(row)
    return rows

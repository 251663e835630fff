"""How gradients behave, computed: weights, a cell and a number of steps in, curves with labels and notes out."""

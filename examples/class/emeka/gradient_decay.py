import math
import numpy as np

def gradient_decay(sequence_length,eigenvalue_magnitude,tanh_derivative=0.5):
    return (eigenvalue_magnitude*tanh_derivative)**sequence_length

def decay_curve(sequence_length,eigenvalue_magnitude,tanh_derivative=0.5):
    return np.array([(eigenvalue_magnitude*tanh_derivative)**k for k in range(sequence_length+1)],float)

def log10_gradient_decay(sequence_length,eigenvalue_magnitude,tanh_derivative=0.5):
    if sequence_length==0: return 0.0
    if eigenvalue_magnitude*tanh_derivative==0: return -math.inf
    return sequence_length*math.log10(eigenvalue_magnitude*tanh_derivative)

def vanishing_horizon(factor,threshold=1e-6):
    k=0
    g=1.0
    while g>=threshold:
        k+=1
        g=factor**k
    return k

import numpy as np

def tanh_derivative(z):
    return 1-np.tanh(z)**2

def sigmoid_derivative(z):
    z=np.asarray(z,float)
    s=np.exp(-np.logaddexp(0,-z))
    # 1-s loses everything for big z so write it the same way
    return s*np.exp(-np.logaddexp(0,z))

def relu_derivative(z):
    return np.greater(z,0).astype(float)

def leaky_relu_derivative(z,slope=0.01):
    return np.where(np.greater(z,0),1.0,slope)

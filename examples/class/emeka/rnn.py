import numpy as np

def rnn_step(x,h_prev,W_xh,W_hh,b):
    return np.tanh(W_xh.dot(x)+W_hh.dot(h_prev)+b)

def rnn_forward(xs,h0,W_xh,W_hh,b):
    hs=np.zeros((len(xs)+1,len(h0)))
    h=hs[0]=h0
    for t in range(len(xs)):
        h=rnn_step(xs[t],h,W_xh,W_hh,b)
        hs[t+1]=h
    return hs

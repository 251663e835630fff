import numpy as np

def bptt(xs,hs,dhs,W_xh,W_hh):
    dWx=np.zeros(W_xh.shape)
    dWh=np.zeros(W_hh.shape)
    db=np.zeros(len(W_hh))
    carry=np.zeros(len(W_hh))
    t=len(xs)-1
    while t>=0:
        da=(dhs[t]+carry)*(1-hs[t+1]**2)
        dWx+=np.outer(da,xs[t])
        dWh+=np.outer(da,hs[t])
        db+=da
        carry=W_hh.T.dot(da)
        t-=1
    return dWx,dWh,db,carry

def numerical_gradient(f,w,eps=1e-5):
    g=np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        d=np.zeros(w.shape); d[i]=eps
        g[i]=(f(w+d)-f(w-d))/(2*eps)
    return g

def step_contributions(xs,hs,dh_last,W_hh):
    norms=[]
    carry=dh_last
    for t in range(len(xs)-1,-1,-1):
        da=carry*(1-hs[t+1]**2)
        norms.insert(0,np.linalg.norm(np.outer(da,hs[t])))
        carry=W_hh.T.dot(da)
    return np.array(norms)

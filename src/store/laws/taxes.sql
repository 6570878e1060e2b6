SELECT number, net, tax, gross, rate FROM invoice

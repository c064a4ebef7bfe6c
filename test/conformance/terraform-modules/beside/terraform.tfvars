rules = []
cidrs = { vpc = "10.81.0.0/16", office = [] }

name = "from-auto-tfvars"

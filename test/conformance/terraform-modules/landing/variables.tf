variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "vpcs" {
  description = "Every VPC, with what is left out as in the smallest."
  type = map(object({
    cidr  = string
    zones = optional(number, 2)
    ipv6  = optional(bool, false)
    nat   = optional(string, "none")
    tiers = optional(map(object({
      newbits = optional(number, 4)
      public  = optional(bool, false)
      routes  = optional(list(string), ["nat"])
      acl = optional(object({
        ingress = optional(list(object({
          number   = number
          action   = optional(string, "allow")
          protocol = optional(string, "tcp")
          cidr     = optional(string)
          ports    = optional(tuple([number, number]), [1024, 65535])
        })), [])
        stateless_replies = optional(bool, true)
      }), {})
    })), { private = {} })
  }))

  validation {
    condition     = alltrue([for vpc in var.vpcs : contains(["none", "single", "zone"], vpc.nat)])
    error_message = "nat is none, single or zone."
  }
}

variable "zone_letters" {
  type    = list(string)
  default = ["a", "b", "c"]
}

variable "tags" {
  type     = map(string)
  default  = {}
  nullable = false
}

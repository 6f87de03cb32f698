"""Documents → catalogs: mixins, defaults and references filled in, with origins."""

"""All facts written anew from the submissions, or held against them byte for byte."""

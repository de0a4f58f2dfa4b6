/**
 * Networks that tell a UNet more than its prompt does, as functions from weights to tensors: control pictures as features (T2I-Adapter),
 * pictures as words (IP-Adapter). Names are those of their authors.
 */
package restyle.models.nets.adapter;

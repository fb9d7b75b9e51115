// Loops that call a vector function for each vector of a row. They are written in assembly because
// C passes 256-bit and 512-bit vectors in registers only in files compiled for AVX as a whole,
// while SLEEF's functions take and return them in registers.
//
// void ag_each_256(void (*f)(void), ag_int count, const void *x, void *out)
// void ag_each_pair_256(void (*f)(void), ag_int count, const void *x, const void *y, void *out)
// and the same for 512: `count` vectors, not aligned; `out` may be an operand.

#if defined(__x86_64__)

.macro EACH name, register, bytes
  .globl \name
  .type \name, @function
\name:
  .cfi_startproc
  // Five registers and the return address keep the stack a multiple of 16.
  pushq %rbx
  .cfi_adjust_cfa_offset 8
  pushq %r12
  .cfi_adjust_cfa_offset 8
  pushq %r13
  .cfi_adjust_cfa_offset 8
  pushq %r14
  .cfi_adjust_cfa_offset 8
  pushq %r15
  .cfi_adjust_cfa_offset 8
  movq %rdi, %rbx
  movq %rsi, %r12
  movq %rdx, %r13
  movq %rcx, %r14
1:
  vmovupd (%r13), \register
  call *%rbx
  vmovupd \register, (%r14)
  addq $\bytes, %r13
  addq $\bytes, %r14
  decq %r12
  jnz 1b
  vzeroupper
  popq %r15
  .cfi_adjust_cfa_offset -8
  popq %r14
  .cfi_adjust_cfa_offset -8
  popq %r13
  .cfi_adjust_cfa_offset -8
  popq %r12
  .cfi_adjust_cfa_offset -8
  popq %rbx
  .cfi_adjust_cfa_offset -8
  ret
  .cfi_endproc
  .size \name, .-\name
.endm

.macro EACH_PAIR name, first, second, bytes
  .globl \name
  .type \name, @function
\name:
  .cfi_startproc
  pushq %rbx
  .cfi_adjust_cfa_offset 8
  pushq %r12
  .cfi_adjust_cfa_offset 8
  pushq %r13
  .cfi_adjust_cfa_offset 8
  pushq %r14
  .cfi_adjust_cfa_offset 8
  pushq %r15
  .cfi_adjust_cfa_offset 8
  movq %rdi, %rbx
  movq %rsi, %r12
  movq %rdx, %r13
  movq %rcx, %r14
  movq %r8, %r15
1:
  vmovupd (%r13), \first
  vmovupd (%r14), \second
  call *%rbx
  vmovupd \first, (%r15)
  addq $\bytes, %r13
  addq $\bytes, %r14
  addq $\bytes, %r15
  decq %r12
  jnz 1b
  vzeroupper
  popq %r15
  .cfi_adjust_cfa_offset -8
  popq %r14
  .cfi_adjust_cfa_offset -8
  popq %r13
  .cfi_adjust_cfa_offset -8
  popq %r12
  .cfi_adjust_cfa_offset -8
  popq %rbx
  .cfi_adjust_cfa_offset -8
  ret
  .cfi_endproc
  .size \name, .-\name
.endm

.text
EACH ag_each_256, %ymm0, 32
EACH ag_each_512, %zmm0, 64
EACH_PAIR ag_each_pair_256, %ymm0, %ymm1, 32
EACH_PAIR ag_each_pair_512, %zmm0, %zmm1, 64

#endif

#if defined(__linux__)
.section .note.GNU-stack, "", %progbits
#endif
